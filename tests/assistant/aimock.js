// A server of a language model that knows one output, its first argument: as content where a JSON schema is asked for, and otherwise
// as a call of the function that takes it. Says where it listens, and after each request what was asked, one JSON a line.
import { LLMock } from "@copilotkit/aimock";

const output = process.argv[2];
const mock = new LLMock({ port: 0, chunkSize: 5 });
const taker = (request) => request.tools?.find((tool) => tool.function.parameters?.properties?.answerable)?.function.name;

mock.on({ predicate: (request) => request.response_format?.type === "json_schema" }, { content: output });
mock.on({ predicate: taker }, (request) => ({ toolCalls: [{ name: taker(request), arguments: output }] }));

await mock.start();
console.log(JSON.stringify({ url: mock.url }));

let told = 0;
setInterval(() => {
  for (const entry of mock.getRequests().slice(told)) {
    told += 1;
    const { stream, response_format, tools } = entry.body;
    console.log(JSON.stringify({ stream: stream === true, form: response_format?.type, tools: tools?.length ?? 0, status: entry.response.status }));
  }
}, 50);
