/** The kinds of blocks that have an editor on this page: each block's part adds its own. */
import type { Authored } from "../content/variants";
import type { Kind } from "./kind";
import { openEditor } from "./open";
import type { Opening, Runtime } from "./opening";

type Open = (runtime: Runtime, element: unknown, opening: Partial<Opening>) => void;

const editors = new Map<string, Open>();

export function register<D extends Authored>(kind: Kind<D>): void {
  editors.set(kind.name, (runtime, element, opening) => openEditor(kind, runtime, element, opening));
}

export function editorOf(name: string): Open {
  const open = editors.get(name);
  if (!open) throw new RangeError(`no editor for the kind "${name}"; known: ${[...editors.keys()].join(", ")}`);
  return open;
}
