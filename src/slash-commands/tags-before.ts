const tags = /[ \t]{0,3}(?:<(?:!--|\/?[a-z][^<>\n\r]{0,100}>)[ \t]{0,20}){1,8}(?=\/)/iy;

/** How many characters of tags, and of beginnings of HTML comments, stand before a line's slash; 0 for none. Linear. */
export function tagsBefore(line: string): number {
  tags.lastIndex = 0;
  return tags.test(line) ? tags.lastIndex : 0;
}
