/** What a template is made of, as the server's models state it; only what the editor itself looks into has a type. */
import type { Authored, Description, Loose } from "../api";
import facts from "./definition.json";

export interface Agreement extends Authored {
  sections: Loose[];
}

export const description: Description = facts;
