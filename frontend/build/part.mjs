/**
 * A block's part of the editor, and the forms that all of them share: what they use of each other and of the shell is
 * found on the page, so that it, and Preact with it, stands there once however many blocks' editors are opened.
 */
import { join, relative } from "node:path";
import esbuild from "esbuild";

/** The faces of the shell and of the forms, and where their names stand on the shell's global. */
const FACES = new Map([
  ["editor/api", "api"],
  ["editor/forms/api", "forms"],
]);
const ON_THE_PAGE = "on the page";

/** The names of a face, each taken from the shell's global (see `editor/main.ts`); unused ones fall away. */
async function namesOnThePage(root, face) {
  const options = { absWorkingDir: root, bundle: true, format: "esm", metafile: true, outdir: ".", write: false };
  const { metafile } = await esbuild.build({
    ...options,
    jsx: "automatic",
    jsxImportSource: "preact",
    entryPoints: [`${face}.ts`],
  });
  const [{ exports }] = Object.values(metafile.outputs);
  const lines = exports.map((name) => `export const ${name} = /* @__PURE__ */ theirs("${name}");`);
  return [`const theirs = (name) => window.WorkmentorEditor.${FACES.get(face)}[name];`, ...lines].join("\n");
}

/** A part imports from its own folder and from the faces; anything else would stand in two scripts. */
export function partOf(root, { folder, libraries = [] }) {
  const own = `${join(root, folder)}/`;
  return {
    name: "part",
    setup(build) {
      const found = (path) => ({ path, namespace: ON_THE_PAGE });
      build.onResolve({ filter: /^preact\/jsx-runtime$/ }, () => found("editor/api"));
      build.onResolve({ filter: /.*/ }, ({ path, importer, resolveDir }) => {
        // The entry, and what a library is made of.
        if (!importer.startsWith(own)) return undefined;
        const target = path.startsWith(".") ? join(resolveDir, path) : path;
        const face = relative(root, target);
        if (FACES.has(face)) return found(face);
        if (target.startsWith(own) || libraries.includes(path)) return undefined;
        const text = `${relative(root, importer)} imports "${path}": a part uses its own folder, editor/api and editor/forms/api only`;
        return { errors: [{ text }] };
      });
      build.onLoad({ filter: /.*/, namespace: ON_THE_PAGE }, async ({ path }) => ({
        contents: await namesOnThePage(root, path),
      }));
    },
  };
}
