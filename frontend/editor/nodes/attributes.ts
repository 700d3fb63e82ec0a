// Attributes that are kept as data-… in HTML, so that what is cut or copied here can be pasted here.
import type { Attribute } from "@tiptap/core";

/** An attribute `name` kept as `data-name`; `read` turns the text of the page into its value. */
export function dataAttribute(
  name: string,
  fallback: unknown = null,
  read: (text: string) => unknown = (text) => text,
): Partial<Attribute> {
  return {
    default: fallback,
    parseHTML: (element) => {
      const text = element.getAttribute(`data-${name}`);
      return text === null ? fallback : read(text);
    },
    renderHTML: (attributes) => (attributes[name] === null || attributes[name] === undefined ? {} : { [`data-${name}`]: String(attributes[name]) }),
  };
}

/** Of `choices`, or else the first. */
export function oneOf(...choices: string[]): (text: string) => string {
  return (text) => (choices.includes(text) ? text : choices[0]!);
}
