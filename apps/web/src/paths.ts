import { PAGES, type PageName } from '@ketnoi/domain/pages';

/** `/listings/:id` as the router writes it: `/listings/$id`. */
type RouterPath<Path extends string> = Path extends `${infer Before}/:${infer Rest}` ? `${Before}/$${RouterPath<Rest>}` : Path;

/** Every page address, in the router's form. */
export const paths = Object.fromEntries(Object.entries(PAGES).map(([name, path]) => [name, path.replaceAll('/:', '/$')])) as {
  [Name in PageName]: RouterPath<(typeof PAGES)[Name]>;
};
