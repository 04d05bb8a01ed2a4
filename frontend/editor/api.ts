/**
 * What the forms and a block's part of the editor may use of the shell, and all of it.
 *
 * The shell is loaded once for all blocks (`editor.js`); the forms (`editor-forms.js`) and a part
 * (`editor-scenario.js`) are scripts of their own that find these names on the one global. So they import from here and
 * from their own folder, a part from `forms/api` too, and from nowhere else: the build fails otherwise.
 */

export { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
// What JSX becomes.
export { Fragment, jsx, jsxs } from "preact/jsx-runtime";
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
export {
  type Called,
  type Description,
  type FieldFacts,
  factsOf,
  holders,
  type Part,
  partsIn,
  pathIn,
  readPart,
  readWhole,
  shapeOf,
  textsOf,
  WHOLE,
  wholeOf,
} from "./definition/description";
export { said } from "./definition/leaves";
export { titleOf } from "./definition/naming";
export { type Desk, findingsAt, useDesk, worstIn } from "./shell/desk";
export { focusOn } from "./shell/focus";
export type { Kind, KindTab } from "./shell/kind";
export { register } from "./shell/kinds";
export type { Level, SettingSpec } from "./shell/opening";
export { type Place, Tab } from "./shell/state";
export { t, titled } from "./shell/words";
export { Confirm } from "./widgets/Confirm";
export { Field, type FieldProps } from "./widgets/Field";
export { FindingLine, LevelMark, levelWord } from "./widgets/FindingLine";
export { CheckField, LineField, NumberField, type Option, Select, SelectField } from "./widgets/inputs";
export { MarkdownField } from "./widgets/MarkdownField";
export { languageTitle, variantTitle } from "./widgets/titles";
export { VariantField } from "./widgets/VariantField";
