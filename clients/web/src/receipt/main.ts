import { webTransport } from "../api/transport";
import { startReceipt } from "./start";

const root = document.getElementById("app");
const token = /^\/receipt\/([^/]+)\/?$/.exec(location.pathname)?.[1] ?? "";
if (root) startReceipt(root, decodeURIComponent(token), webTransport);
