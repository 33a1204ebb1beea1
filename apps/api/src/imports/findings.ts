import type { ImportFinding } from '@ketnoi/contracts/imports';
import type { StoredFinding } from '@ketnoi/db/imports';
import type { Language } from '@ketnoi/domain/language';
import { LISTING_ADVICE, type ListingAdvice } from '@ketnoi/domain/listing-advice';

type Text = { vi: string; en: string };

/** What is wrong and what to do; `{limit}` is the bound that was passed. Codes of the listing's own checks have their sentence in `domain`. */
const SENTENCES: Readonly<Record<string, Text>> = {
  file_gone: { vi: 'Tệp không còn trên máy chủ. Hãy tải lên lại.', en: 'The file is no longer on the server. Upload it again.' },
  encoding: { vi: 'Tệp không phải văn bản UTF-8. Lưu lại dạng "CSV UTF-8".', en: 'The file is not UTF-8 text. Save it as “CSV UTF-8”.' },
  table: {
    vi: 'Bảng hỏng: có dấu ngoặc kép chưa đóng hoặc ô sai dạng.',
    en: 'The table is broken: a quotation mark is not closed, or a cell is malformed.',
  },
  workbook: {
    vi: 'Không mở được tệp Excel. Lưu lại dạng .xlsx không mật khẩu.',
    en: 'The workbook cannot be opened. Save it as .xlsx without a password.',
  },
  empty: { vi: 'Tệp không có dòng nào ngoài dòng tên cột.', en: 'The file has no rows below the names of its columns.' },
  too_many_rows: { vi: 'Quá 20.000 dòng. Hãy chia nhỏ tệp.', en: 'More than 20,000 rows. Split the file.' },
  too_many_columns: { vi: 'Quá 1.000 cột.', en: 'More than 1,000 columns.' },
  double_column: { vi: 'Hai cột trùng tên. Đổi tên một cột.', en: 'Two columns have the same name. Rename one.' },
  column_unknown: {
    vi: 'Cột này không ứng với mục nào. Ghép nó với một mục, hoặc với null để bỏ qua.',
    en: 'This column is no known field. Map it to one, or to null to pass it over.',
  },
  column_missing: { vi: 'Bảng ghép nêu cột này nhưng tệp không có.', en: 'The mapping names this column, but the file does not have it.' },
  path_unknown: { vi: 'Không có mục nào tên như vậy.', en: 'There is no such field.' },
  path_double: { vi: 'Hai cột cùng ghép vào mục này.', en: 'Two columns are mapped to this field.' },
  json: { vi: 'Dòng không phải một đối tượng JSON.', en: 'The line is not a JSON object.' },
  text: { vi: 'Có ký tự không lưu được (NUL, ký tự hỏng).', en: 'It holds a character that cannot be stored (NUL, a broken one).' },
  required: { vi: 'Thiếu mục này.', en: 'This is required.' },
  additionalProperties: { vi: 'Không có mục này. Bỏ đi.', en: 'There is no such part. Remove it.' },
  type: { vi: 'Giá trị sai kiểu, cần: {limit}.', en: 'The value has the wrong type; needed: {limit}.' },
  enum: { vi: 'Phải là một trong: {limit}.', en: 'Must be one of: {limit}.' },
  maxLength: { vi: 'Dài quá {limit} ký tự.', en: 'Longer than {limit} characters.' },
  minLength: { vi: 'Không được để trống.', en: 'Must not be empty.' },
  pattern: { vi: 'Giá trị sai dạng.', en: 'The value is malformed.' },
  format: { vi: 'Giá trị sai dạng, cần: {limit}.', en: 'The value is malformed; needed: {limit}.' },
  maxItems: { vi: 'Nhiều quá {limit} giá trị.', en: 'More than {limit} values.' },
  uniqueItems: { vi: 'Một giá trị có hai lần.', en: 'A value stands twice.' },
  minimum: { vi: 'Nhỏ hơn {limit}.', en: 'Below {limit}.' },
  exclusiveMinimum: { vi: 'Phải lớn hơn {limit}.', en: 'Must be above {limit}.' },
  maximum: { vi: 'Lớn hơn {limit}.', en: 'Above {limit}.' },
  organisation_unknown: {
    vi: 'Không có tổ chức này trên sàn. Ghi mã số thuế hoặc mã tổ chức.',
    en: 'There is no such organisation on the exchange. Give its tax code or id.',
  },
  organisation_needed: { vi: 'Cho biết tổ chức sở hữu.', en: 'Say whose listing it is.' },
  duplicate_origin: {
    vi: 'Tổ chức đã có niêm yết mang mã nguồn này.',
    en: 'The organisation has a listing with this number of origin already.',
  },
  duplicate_title: { vi: 'Tổ chức đã có niêm yết trùng tiêu đề.', en: 'The organisation has a listing with this title already.' },
  published_at: {
    vi: 'Chỉ sàn mới ghi được ngày công bố. Bỏ cột này.',
    en: 'Only the exchange itself enters a date of publication. Remove the column.',
  },
  incomplete: {
    vi: 'Đã nhập làm bản nháp: còn thiếu mục này để công bố.',
    en: 'Imported as a draft: this is still missing for publication.',
  },
};

const isAdvice = (code: string): code is ListingAdvice => Object.hasOwn(LISTING_ADVICE, code);

/** A finding with its sentence in the reader's language. */
export function findingOf({ row, field, code, limit }: StoredFinding, language: Language): ImportFinding {
  const text = (Object.hasOwn(SENTENCES, code) ? SENTENCES[code] : undefined) ?? (isAdvice(code) ? LISTING_ADVICE[code] : undefined);
  return { row, field, code, message: (text?.[language] ?? code).replace('{limit}', String(limit ?? '')) };
}

/** The field of an error as its column is called: rows are counted from one. */
export function columnOf(path: string): string {
  return path
    .split('.')
    .map((part) => (/^\d+$/u.test(part) ? String(Number(part) + 1) : part))
    .join('.');
}
