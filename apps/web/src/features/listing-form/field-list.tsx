import type { ListingContent } from '@ketnoi/domain/listing-content';
import type { Kind, ListingFieldName } from '@ketnoi/domain/listing-fields';
import { FieldEditor } from './field-editor.tsx';
import { isAsked } from './progress.ts';
import { isHelped, Suggested } from './suggested.tsx';

/** The fields of a part that are asked, given what is said so far. */
export function FieldList({ fields, kind, content }: { fields: readonly ListingFieldName[]; kind: Kind; content: ListingContent }) {
  return fields
    .filter((field) => isAsked(field, kind, content))
    .map((field) =>
      isHelped(field) ? (
        <div key={field}>
          <FieldEditor field={field} />
          <Suggested field={field} />
        </div>
      ) : (
        <FieldEditor key={field} field={field} />
      ),
    );
}
