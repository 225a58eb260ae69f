// Many Socket.io clients in one process, which count what they are told.
//
//   node watchers.js URL TOKEN COUNT
//
// Says {"connected": COUNT} when all are in. For each line "N" of its input it waits until N
// deliveries have come since the last one, and says how many came and how late. Late is since the
// order's updatedAt, so the write is in it. Ends with its input.
import { createInterface } from "node:readline";
import { io } from "socket.io-client";

const [url, token, count] = process.argv.slice(2);
const PATIENCE_MS = 10_000;
let late = [];
let arrived = () => {};

function hear(order) {
  late.push(Date.now() - Date.parse(order.updatedAt));
  arrived();
}

function connect() {
  const socket = io(url, { auth: { token }, transports: ["websocket"], forceNew: true });
  socket.on("order:status", hear);
  return new Promise((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
}

/** False when fewer came within the patience. */
function heard(wanted) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, PATIENCE_MS, false);
    arrived = () => {
      if (late.length < wanted) return;
      clearTimeout(timer);
      resolve(true);
    };
    arrived();
  });
}

function report(complete) {
  const sorted = Float64Array.from(late).sort();
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  late = [];
  return { complete, deliveries: sorted.length, p50_ms: at(0.5), p99_ms: at(0.99) };
}

const say = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);

const AT_ONCE = 50;
for (let done = 0; done < Number(count); done += AT_ONCE) {
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, Number(count) - done) }, connect));
}
say({ connected: Number(count) });
for await (const line of createInterface({ input: process.stdin })) {
  say(report(await heard(Number(line))));
}
process.exit(0);
