/**
 * What a block's part of the editor may use of the shell, and all of it.
 *
 * The shell is loaded once for all blocks (`editor.js`); a part is a script of its own (`editor-scenario.js`) that
 * finds these names on the one global. So a part imports from here and from its own folder, from nowhere else: the
 * build fails otherwise.
 */

export { useEffect, useId, useMemo, useRef, useState } from "preact/hooks";
// What JSX becomes.
export { Fragment, jsx, jsxs } from "preact/jsx-runtime";
export { newId, tidyId } from "./content/ids";
export { insertedAt, removedAt, replacedAt } from "./content/lists";
export { type Loose, word } from "./content/loose";
export {
  type Authored,
  isPathOf,
  keyOf,
  nameOf,
  Shape,
  variantOf,
  type Workplace,
  withPathsDropped,
  withPathsMoved,
} from "./content/variants";
export { type Description, factsOf, readWhole } from "./definition/description";
export { idTaken, type Spot, withId, withNewPart, withoutPart, withPart } from "./definition/edit";
export { said } from "./definition/leaves";
export { findingsAt, useDesk, worstIn } from "./shell/desk";
export { focusOn } from "./shell/focus";
export type { Kind } from "./shell/kind";
export { register } from "./shell/kinds";
export type { Level } from "./shell/opening";
export { type Place, Tab, type Work } from "./shell/state";
export { t } from "./shell/words";
export { BesideChoice } from "./widgets/BesideChoice";
export { Card } from "./widgets/Card";
export { Confirm } from "./widgets/Confirm";
export { Field } from "./widgets/Field";
export { FindingLine, LevelMark, levelWord } from "./widgets/FindingLine";
export { LineField, NumberField, type Option, Select, SelectField } from "./widgets/inputs";
export { OrderedList } from "./widgets/OrderedList";
export { PartFields } from "./widgets/PartFields";
export { PartPreview } from "./widgets/PartPreview";
export { PartCards, PartLines } from "./widgets/Parts";
export { RenameId } from "./widgets/RenameId";
export { SettingsTab } from "./widgets/SettingsTab";
export { SourceField } from "./widgets/SourceField";
export { languageTitle, variantTitle } from "./widgets/titles";
