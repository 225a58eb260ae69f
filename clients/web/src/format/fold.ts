/** For searching: "Crème brûlée" and "creme brulee" are the same. */
export function fold(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[øØ]/g, "o")
    .replace(/[łŁ]/g, "l")
    .replace(/ß/g, "ss")
    .toLocaleLowerCase("en")
    .trim();
}

/** Every word of the query occurs somewhere in the text. Both folded. */
export function matchesWords(text: string, query: string): boolean {
  return query.split(/\s+/).every((word) => text.includes(word));
}

/** "1 dish", "3 dishes". */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
