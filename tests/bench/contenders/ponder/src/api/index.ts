import { Hono } from "hono";

// ponder wants an API to serve; nobody asks it here.
export default new Hono();
