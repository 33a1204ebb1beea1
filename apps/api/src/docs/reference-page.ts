import { escapeHtml } from '../pages/html.ts';

type Operation = {
  operationId: string;
  summary: string;
  'x-access': string;
  parameters: { name: string; in: string; required: boolean; schema: unknown }[];
  requestBody?: { content: Record<string, { schema?: unknown }> };
  responses: Record<string, { description: string; content?: Record<string, { schema?: unknown }> }>;
};
type Document = {
  info: { title: string; description: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
};

const schemaText = (schema: unknown): string =>
  escapeHtml(JSON.stringify(schema, null, 1)).replaceAll(/&quot;#\/components\/schemas\/(\w+)&quot;/gu, '<a href="#shape-$1">$1</a>');

function operationHtml(path: string, method: string, one: Operation): string {
  const rows = one.parameters.map(
    (parameter) =>
      `<tr><td><code>${escapeHtml(parameter.name)}</code></td><td>${parameter.in}</td><td>${parameter.required ? 'required' : ''}</td><td><code>${schemaText(parameter.schema)}</code></td></tr>`,
  );
  const bodies = Object.entries(one.requestBody?.content ?? {}).map(
    ([type, content]) => `<details><summary>Body: ${escapeHtml(type)}</summary><pre>${schemaText(content.schema)}</pre></details>`,
  );
  const answers = Object.entries(one.responses).map(([status, answer]) => {
    const schema = Object.values(answer.content ?? {})[0]?.schema;
    return `<details><summary>${status}: ${escapeHtml(answer.description)}</summary>${schema === undefined ? '' : `<pre>${schemaText(schema)}</pre>`}</details>`;
  });
  return `<section id="${escapeHtml(one.operationId)}"><h3><code>${method.toUpperCase()} ${escapeHtml(path)}</code></h3><p>${escapeHtml(one.summary)}. Access: ${escapeHtml(one['x-access'])}.</p>${
    rows.length > 0
      ? `<table><thead><tr><th>Name</th><th>In</th><th></th><th>Schema</th></tr></thead><tbody>${rows.join('')}</tbody></table>`
      : ''
  }${bodies.join('')}${answers.join('')}</section>`;
}

/** The reference of the API as one page that reads without script; `nonce` lets its few styles pass the policy. */
export function referencePage(document: Record<string, unknown>, nonce: string): string {
  const { info, paths, components } = document as unknown as Document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({ path, method, one })),
  );
  const index = operations.map(
    ({ path, method, one }) =>
      `<li><a href="#${escapeHtml(one.operationId)}"><code>${method.toUpperCase()} ${escapeHtml(path)}</code></a> ${escapeHtml(one.summary)}</li>`,
  );
  const shapes = Object.entries(components.schemas).map(
    ([name, schema]) => `<details id="shape-${name}"><summary>${name}</summary><pre>${schemaText(schema)}</pre></details>`,
  );
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(info.title)} API</title>
<style nonce="${nonce}">body{font:16px/1.6 system-ui,sans-serif;max-width:72rem;margin:0 auto;padding:1.5rem;color:#1a2224;background:#f5f6f5}pre{overflow:auto;background:#fff;padding:1rem;border:1px solid #d8dddc;font-size:.8125rem}table{border-collapse:collapse;width:100%;font-size:.875rem}td,th{border-bottom:1px solid #d8dddc;padding:.25rem .5rem;text-align:left;vertical-align:top}code{overflow-wrap:anywhere}section{border-top:2px solid #1a2224;margin-top:2rem}a{color:#0b5563}@media(prefers-color-scheme:dark){body{color:#e6ebea;background:#14191b}pre{background:#1c2326;border-color:#39434a}a{color:#74c4d0}}</style></head>
<body><h1>${escapeHtml(info.title)} API</h1><p>${escapeHtml(info.description)} The same as data: <a href="/openapi.json">/openapi.json</a> (OpenAPI 3.1).</p><ul>${index.join('')}</ul>${operations.map(({ path, method, one }) => operationHtml(path, method, one)).join('')}<h2>Shapes</h2>${shapes.join('')}</body></html>`;
}
