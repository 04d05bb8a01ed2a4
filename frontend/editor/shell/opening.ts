/** What the server hands over when an author opens the editor, and what the page gives us to stand on. */
export enum Level {
  Error = "error",
  Warning = "warning",
  Note = "note",
}

export interface Finding {
  code: string;
  level: Level;
  path: string;
  message: string;
}

export type Setting = string | number | boolean | null;
export type Settings = Readonly<Record<string, Setting>>;

export interface SettingSpec {
  name: string;
  label: string;
  help?: string;
  type: "text" | "integer" | "number" | "boolean" | "choice";
  choices?: [value: string, label: string][];
}

export interface PictureFile {
  src: string;
  url: string;
  name: string;
}

export interface Opening {
  kind: string;
  definition: unknown;
  digest: string;
  settings: Settings;
  setting_specs: SettingSpec[];
  findings: Finding[];
  words: Record<string, string>;
  languages: [code: string, name: string][];
  default_competences: { id: string; name: string }[];
  pictures: PictureFile[];
  published: { definition: unknown } | null;
  /** Whole definitions to begin with, while nothing is written. */
  presets: { id: string; name: string; definition: unknown }[];
  /** Where the layout of the map is to be had; without it there is no map. */
  map_url?: string;
}

/** Studio's side of the editor; the workbench has no notify. */
export interface Runtime {
  handlerUrl(element: unknown, name: string): string;
  notify?(name: string, data: object): void;
}

/** `element` is a jQuery object in one place of Studio and a node in another. */
export function nodeOf(element: unknown): Element {
  const node = element instanceof Element ? element : (element as ArrayLike<unknown> | null)?.[0];
  if (!(node instanceof Element)) throw new TypeError("the editor was given no element to stand in");
  return node.matches("[data-wm-editor]") ? node : (node.querySelector("[data-wm-editor]") ?? node);
}

/** Whatever is missing in an older server's answer is empty here. */
export function readOpening(args: Partial<Opening> | undefined): Opening {
  return {
    kind: "",
    definition: {},
    digest: "",
    settings: {},
    setting_specs: [],
    findings: [],
    words: {},
    languages: [],
    default_competences: [],
    pictures: [],
    published: null,
    presets: [],
    ...args,
  };
}
