"""What pages are compared with: OpenAPI, Postman collections, JSON Schema."""
