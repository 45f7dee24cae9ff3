// The page in Fastify, serialised by a schema.
"use strict";
const fastify = require("fastify")({ logger: false });
const { pool, statement } = require("./statements");

const listMembers = statement("list_members");
const text = { type: "string" };
const nullable = { type: ["string", "null"] };
const schema = {
  querystring: { type: "object", properties: { limit: { type: "integer" }, team_space_id: { type: "integer" } } },
  response: {
    200: {
      type: "object",
      properties: {
        data: {
          type: "array",
          items: {
            type: "object",
            properties: {
              id: text, name: text, name_en: nullable, email: text, title: nullable, department_id: nullable,
              department_name: nullable, manager_id: nullable, status: text, hired_on: nullable,
            },
          },
        },
        page: { type: "object", properties: { limit: { type: "integer" }, next_cursor: nullable } },
      },
    },
  },
};

fastify.get("/api/v1/members", { schema }, async (request) => {
  const { limit = 50, team_space_id: teamSpace } = request.query;
  const { rows } = await pool.query(listMembers([teamSpace, "", 0, limit + 1, 0]));
  const data = [];
  for (const row of rows.slice(0, limit)) {
    const [id, name, name_en, email, title, department_id, department_name, manager_id, status, hired_on] = row;
    data.push({ id, name, name_en, email, title, department_id, department_name, manager_id, status, hired_on });
  }
  const last = data[data.length - 1];
  const cursor = rows.length > limit ? Buffer.from(JSON.stringify([last.name, last.id])).toString("base64url") : null;
  return { data, page: { limit, next_cursor: cursor } };
});

fastify.listen({ host: "127.0.0.1", port: Number(process.env.PORT) });
