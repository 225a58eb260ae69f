// The stack that a small team would take instead: Express 5, Mongoose, Socket.io, jsonwebtoken.
//
// Written as its users write it, and generously: no request log, no helmet, no CORS, no rate limit,
// no session in the database.
//   PORT, MONGO_URI, DATABASE, JWT_SECRET; LEAN=1 reads plain objects
import { createServer } from "node:http";
import express from "express";
import mongoose from "mongoose";
import { openSockets } from "./live.js";
import { restaurants } from "./menu.js";
import { orders } from "./orders.js";

const app = express();
app.use(express.json());
app.get("/healthz", (_req, res) => res.json({ status: "ok" }));
app.use("/api/restaurants", restaurants);
app.use("/api/orders", orders);
app.use((_req, res) => res.status(404).json({ error: "no such page" }));
app.use((error, _req, res, _next) => {
  const invalid = error instanceof mongoose.Error.ValidationError;
  const status = invalid || error instanceof mongoose.Error.CastError ? 400 : (error.status ?? 500);
  if (status === 500) console.error(error);
  res.status(status).json({ error: status === 500 ? "internal" : error.message });
});

const server = createServer(app);
app.set("io", openSockets(server));

await mongoose.connect(process.env.MONGO_URI, { dbName: process.env.DATABASE });
await Promise.all(Object.values(mongoose.models).map((model) => model.init()));
server.listen(Number(process.env.PORT), "127.0.0.1");

process.on("SIGTERM", () => process.exit(0));
