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
export type { Leaf, Leaves } from "./content/diff";
export { newId, tidyId } from "./content/ids";
export { insertedAt, removedAt, replacedAt } from "./content/lists";
export { list, loose, number, readVariant, word } from "./content/loose";
export {
  type Authored,
  isPathOf,
  keyOf,
  nameOf,
  Shape,
  type Source,
  variantOf,
  type Workplace,
  withPathsDropped,
  withPathsMoved,
} from "./content/variants";
export { findingsAt, useDesk, worstIn } from "./shell/desk";
export { focusOn } from "./shell/focus";
export type { Kind } from "./shell/kind";
export { register } from "./shell/kinds";
export type { Level, Opening } from "./shell/opening";
export { type Place, Tab, type Work } from "./shell/state";
export { t } from "./shell/words";
export { BesideChoice } from "./widgets/BesideChoice";
export { Card } from "./widgets/Card";
export { Confirm } from "./widgets/Confirm";
export { FindingLine, LevelMark, levelWord } from "./widgets/FindingLine";
export { CheckField, LineField, NumberField, type Option, Select, SelectField } from "./widgets/inputs";
export { ManyField } from "./widgets/ManyField";
export { OrderedList } from "./widgets/OrderedList";
export { DeleteButton, PartList } from "./widgets/PartList";
export { PartPreview } from "./widgets/PartPreview";
export { PictureField } from "./widgets/PictureField";
export { ReferenceField, type Target, type TargetGroup } from "./widgets/ReferenceField";
export { RenameId } from "./widgets/RenameId";
export { SettingFields } from "./widgets/SettingFields";
export { SourceField } from "./widgets/SourceField";
export { languageTitle, variantTitle } from "./widgets/titles";
