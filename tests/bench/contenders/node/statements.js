// The project's statements, prepared under their names on each connection.
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const { Pool, types } = require("pg");

// Dates stay as PostgreSQL writes them, and bigints are text already.
types.setTypeParser(1082, (text) => text);

function statement(name) {
  const text = fs.readFileSync(path.join(process.env.BENCH_SQL, `${name}.sql`), "utf8");
  return (values) => ({ name, text, values, rowMode: "array" });
}

// libpq's variables (PGHOST and the like) say where.
// Four connections get the most through: more only wait for the one thread that reads their answers.
const pool = new Pool({ max: Number(process.env.BENCH_POOL ?? 4) });

module.exports = { pool, statement };
