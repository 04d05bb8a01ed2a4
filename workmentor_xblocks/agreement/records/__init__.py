"""The tables of the agreements and their queries; nothing outside this slice touches them."""
