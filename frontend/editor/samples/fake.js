/**
 * Stands in for Studio and the block's handlers on the sample page. `?save=409` and the like choose the answer,
 * `?kind=agreement` the block, `&empty` one in which nothing is written.
 */
import * as agreement from "./agreement.js";
import * as scenario from "./opening.js";

const wish = new URLSearchParams(location.search);
const { findings, opening } = wish.get("kind") === "agreement" ? agreement : scenario;
const store = { definition: opening.definition, settings: opening.settings, digest: opening.digest };

function theirs() {
  const definition = structuredClone(opening.definition);
  if (!definition.scenes)
    return { definition: { ...definition, sign_days: 30 }, settings: opening.settings, digest: "d2" };
  definition.scenes[0].title = "Main switch off, no lock";
  definition.scenes[1].body = "It is very quiet. Emil holds his right hand in his left, and his coffee goes cold.";
  return { definition, settings: { ...opening.settings, minutes: 10 }, digest: "d2" };
}

const handlers = {
  save_definition(body) {
    const status = Number(wish.get("save") ?? 200);
    if (status === 409 && body.base === "d1")
      return [409, { error: { code: "changed", message: "Changed" }, ...theirs() }];
    if (status === 400)
      return [
        400,
        {
          error: {
            code: "settings",
            message: "One of the settings cannot be used.",
            fields: { minutes: "Enter a number from 1 to 240." },
          },
        },
      ];
    if (status === 403) return [403, null];
    Object.assign(store, { definition: body.definition, settings: body.settings, digest: `${body.base}+` });
    return [200, { ...store, findings }];
  },
  check_definition: () => [200, { findings }],
  preview_part(body) {
    const { scenes = [], endings = [], sections = [] } = body.definition;
    const part = [...scenes, ...endings, ...sections].find((one) => one.id === body.part);
    if (!part) return [404, { error: { message: "There is no part of that id to preview." } }];
    const paragraphs = (part.body ?? part.introduction).split("\n\n").map((text) => `<p>${text}</p>`);
    const choices = (part.choices ?? []).map((one) => `<li>${one.label}</li>`);
    return [200, { html: `<h2>${part.title}</h2>${paragraphs.join("")}<ul>${choices.join("")}</ul>` }];
  },
};

window.fetch = async (url, { body }) => {
  const name = url.split("/").pop();
  const [status, answer] = handlers[name](JSON.parse(body));
  return new Response(answer ? JSON.stringify(answer) : "<h1>Unauthenticated</h1>", { status });
};

const said = document.querySelector("[data-said]");
const runtime = {
  handlerUrl: (_element, name) => `/xblock/sample/handler/${name}`,
  notify(name, data) {
    said.textContent = `notify: ${name} ${JSON.stringify(data)}`;
  },
};

window.WorkmentorEditor(runtime, [document.querySelector(".xblock")], {
  ...opening,
  digest: wish.get("digest") ?? "d1",
  map_url: "/static/workmentor/editor-map.js",
  ...(wish.has("empty") ? { definition: {}, findings: [], presets: [agreement.preset] } : {}),
});
