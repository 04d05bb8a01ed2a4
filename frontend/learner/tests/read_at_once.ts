/** Node reads a body over turns of its own, which a busy machine puts off; here only the test's clock counts. */
export class ReadAtOnce extends Response {
  constructor(
    private readonly words: string,
    init?: ResponseInit,
  ) {
    super(words, init);
  }

  override text(): Promise<string> {
    return Promise.resolve(this.words);
  }

  override async json(): Promise<unknown> {
    return JSON.parse(this.words);
  }
}
