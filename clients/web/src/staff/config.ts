/** What the page server says beside the pages. */
export interface Config {
  /** Clerk's Frontend API, or the sandbox's; empty: nobody signs in but with a token. */
  clerkUrl: string;
  /** Where people sign in. */
  signInUrl: string;
}

export async function loadConfig(): Promise<Config> {
  const answer = await fetch("/config.json");
  if (!answer.ok) throw new Error(`/config.json: ${answer.status}`);
  return (await answer.json()) as Config;
}
