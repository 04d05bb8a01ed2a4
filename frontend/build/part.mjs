/**
 * A block's part of the editor: what it uses of the shell is found on the page, so that the shell, and Preact with it,
 * stands there once however many blocks' editors are opened.
 */
import { join, relative } from "node:path";
import esbuild from "esbuild";

const SHELL = { path: "editor/api", namespace: "on the page" };

/** The names in `editor/api.ts`, each taken from the shell's global (see `editor/main.ts`); unused ones fall away. */
async function namesOnThePage(root) {
  const options = { absWorkingDir: root, bundle: true, format: "esm", metafile: true, outdir: ".", write: false };
  const { metafile } = await esbuild.build({ ...options, entryPoints: ["editor/api.ts"] });
  const [{ exports }] = Object.values(metafile.outputs);
  const lines = exports.map((name) => `export const ${name} = /* @__PURE__ */ shells("${name}");`);
  return ["const shells = (name) => window.WorkmentorEditor.api[name];", ...lines].join("\n");
}

/** A part imports from its own folder and from the shell's face; anything else would stand in two scripts. */
export function partOf(root, { folder, libraries = [] }) {
  const own = `${join(root, folder)}/`;
  return {
    name: "part",
    setup(build) {
      build.onResolve({ filter: /^preact\/jsx-runtime$/ }, () => SHELL);
      build.onResolve({ filter: /.*/ }, ({ path, importer, resolveDir }) => {
        // The entry, and what a library is made of.
        if (!importer.startsWith(own)) return undefined;
        const target = path.startsWith(".") ? join(resolveDir, path) : path;
        if (target === join(root, SHELL.path)) return SHELL;
        if (target.startsWith(own) || libraries.includes(path)) return undefined;
        const text = `${relative(root, importer)} imports "${path}": a part uses its own folder and editor/api only`;
        return { errors: [{ text }] };
      });
      build.onLoad({ filter: /.*/, namespace: SHELL.namespace }, async () => ({
        contents: await namesOnThePage(root),
      }));
    },
  };
}
