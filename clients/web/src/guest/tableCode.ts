/** The code in "/t/{code}", or an empty string. */
export function codeInPath(path: string): string {
  const match = /^\/t\/([^/]+)\/?$/.exec(path);
  try {
    return decodeURIComponent(match?.[1] ?? "");
  } catch {
    return "";
  }
}

/** What a guest typed, which may be the whole address from under the picture. */
export function codeTyped(text: string): string {
  const trimmed = text.trim();
  const inAddress = /\/t\/([^/?#\s]+)/.exec(trimmed);
  return inAddress?.[1] ?? trimmed.replace(/\s+/g, "");
}

export function tablePath(code: string): string {
  return `/t/${encodeURIComponent(code)}`;
}
