// LEAN=1: what is only read comes as plain objects instead of Mongoose documents.
const lean = process.env.LEAN === "1";

export const read = (query) => (lean ? query.lean() : query);
