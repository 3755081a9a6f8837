import { expect, test } from "vitest";
import { openBoxes } from "../../src/feature/feature.ts";

test("opens the boxes of all kinds of lists", () => {
  const ticked = "- [x] one\n* [X] two\n  + [x] three\n12. [x] four\n3) [X] five\n> - [x] six\n";

  expect(openBoxes(ticked)).toBe(
    "- [ ] one\n* [ ] two\n  + [ ] three\n12. [ ] four\n3) [ ] five\n> - [ ] six\n",
  );
});

test("leaves everything else as it is", () => {
  const text = "- [ ] open\n- [x](link)\n- [x]\n[x] no list\n- a [x] b\n-[x] c\n- [y] d\n- [-] e\n";

  expect(openBoxes(text)).toBe(text);
});

test("takes no time over long lines", () => {
  const hostile = `${" >".repeat(100_000)}\n${"1".repeat(100_000)}\n${"- ".repeat(100_000)}`;

  expect(openBoxes(hostile)).toBe(hostile);
});
