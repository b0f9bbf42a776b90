// SPDX-FileCopyrightText: 2026 The Banter authors
// SPDX-License-Identifier: MIT
//
// json_schema.js FILE: for each line of JSON on standard input, whether it fits the JSON Schema (2020-12) in FILE: "yes"
// or "no". A schema that is none, or has a keyword that is none, ends it with an error.
"use strict";
const fs = require("node:fs");
const readline = require("node:readline");
const Ajv = require("ajv/dist/2020");

const schema = JSON.parse(fs.readFileSync(process.argv[2], "utf8"));
const fits = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema);
readline.createInterface({ input: process.stdin }).on("line", (line) => {
  process.stdout.write(fits(JSON.parse(line)) ? "yes\n" : "no\n");
});
