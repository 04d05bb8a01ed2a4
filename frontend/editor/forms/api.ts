/**
 * The forms in which a definition is written, loaded once for all blocks beside the shell (`editor-forms.js`): what a
 * block's part may use of them, and all of it.
 */

export { BesideChoice } from "./BesideChoice";
export { definedBy, type GroupOfFields, SETTINGS } from "./defined";
export { freeId, type Spot, withNewPart, withPart } from "./edit";
export { itemOf, type Step, stepOf } from "./items";
export { insertedAt, removedAt, replacedAt } from "./lists";
export type { OwnProps } from "./look";
export { PartField } from "./PartField";
export { SourceField } from "./SourceField";
