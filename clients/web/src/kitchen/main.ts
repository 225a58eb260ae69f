import { webTransport } from "../api/transport";
import { startKitchen } from "./start";

const root = document.getElementById("app");
const code = new URLSearchParams(location.search).get("code") ?? "";
if (root) startKitchen(root, code, webTransport);
