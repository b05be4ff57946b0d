import { seal } from "./seal.js";
window.x = seal;
