package paths

// Events is the stream that says that something changed.
const Events = "/su-kien"
