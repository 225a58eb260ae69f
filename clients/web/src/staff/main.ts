import { webTransport } from "../api/transport";
import { loadConfig } from "./config";
import { startStaff } from "./start";

const root = document.getElementById("app");
if (root) void startStaff(root, loadConfig, webTransport);
