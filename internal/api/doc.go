// Package api serves the public reads as JSON under /api/v1, and describes them in OpenAPI 3.1 at /api/v1/openapi.json.
//
// What it answers with are the gate's types, written as they are; it has no types of its own and no way around the gate. The description is derived from
// the same table that the routes are, and from the same types, so the two cannot drift apart. Errors are problem documents (RFC 9457) from package serve.
package api
