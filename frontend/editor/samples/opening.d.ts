import type { Finding, Opening } from "../shell/opening";

export const findings: Finding[];
export const opening: Opening;
