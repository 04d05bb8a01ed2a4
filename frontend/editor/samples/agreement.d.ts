import type { Agreement } from "../agreement/model";
import type { Finding, Opening } from "../shell/opening";

export const definition: Agreement;
export const findings: Finding[];
export const opening: Opening;
export const preset: Opening["presets"][number];
