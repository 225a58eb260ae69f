// Socket.io: a room for each restaurant, which staff follow, and one for each visit.
import { Server } from "socket.io";
import { authenticateSocket } from "./auth.js";

/** Watchers say nothing: their token names their room. */
export function openSockets(server) {
  const io = new Server(server);
  io.use(authenticateSocket);
  io.on("connection", (socket) => {
    const { role, restaurant, visit } = socket.user;
    socket.join(role === "staff" ? `restaurant:${restaurant}` : `visit:${visit}`);
  });
  return io;
}

/** Everybody who follows the order hears of it. Who is not connected just now never does. */
export function tell(io, event, order) {
  io.to(`restaurant:${order.restaurant}`).to(`visit:${order.visit}`).emit(event, order);
}
