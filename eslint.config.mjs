// Linting of the front end; formatting is the editor's business, types are tsc's (`npm run check` runs both).
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["frontend/dist/"] },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { project: "frontend/tsconfig.json" } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-unnecessary-condition": "off",
      eqeqeq: "error",
      "no-console": "error",
      "no-eval": "error",
      "no-implied-eval": "error",
    },
  },
);
