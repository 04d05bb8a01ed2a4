/** What the platform calls for each block on a page; the modules beside it do one thing each. */
export function WorkmentorBlock(): void {}
