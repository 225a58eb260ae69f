import { webTransport } from "../api/transport";
import { startGuest } from "./start";
import { codeInPath } from "./tableCode";

const root = document.getElementById("app");
if (root) startGuest(root, codeInPath(location.pathname), webTransport);
