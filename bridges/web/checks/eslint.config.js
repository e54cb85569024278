import js from "@eslint/js";
import globals from "globals";

const rules = {
  eqeqeq: "error",
  "no-var": "error",
  "prefer-const": "error",
  "no-eval": "error",
  "no-implied-eval": "error",
  "no-new-func": "error",
  "no-script-url": "error",
  "max-lines": ["error", 400],
  "max-lines-per-function": ["error", 50],
  "max-params": ["error", 6],
  "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
  "no-restricted-imports": [
    "error",
    { paths: ["lit/static-html.js", "lit/directives/unsafe-html.js", "lit/directives/unsafe-svg.js"], patterns: ["*unsafe*"] },
  ],
  "no-restricted-properties": [
    "error",
    ...["innerHTML", "outerHTML", "insertAdjacentHTML", "srcdoc"].map((property) => ({
      property,
      message: "What others wrote is text; draw it with a template.",
    })),
    { object: "document", property: "write", message: "Draw with a template." },
  ],
};

export default [
  { ignores: ["**/node_modules/**"] },
  js.configs.recommended,
  { files: ["**/pages/**/*.js"], languageOptions: { globals: globals.browser }, rules },
  {
    files: ["checks/**/*.js"],
    languageOptions: { globals: globals.node },
    rules: { ...rules, "max-lines-per-function": "off", "no-script-url": "off" },
  },
];
