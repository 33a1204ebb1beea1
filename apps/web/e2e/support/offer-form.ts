import type { Page } from 'playwright-core';

/** Opens a step of an offer by its name. */
export async function step(page: Page, name: RegExp): Promise<void> {
  await page
    .getByRole('navigation', { name: /Các bước|Steps/u })
    .getByRole('link', { name })
    .click();
  await page.getByRole('heading', { level: 2, name }).waitFor();
}

/** Waits until everything typed is with the server. */
export async function saved(page: Page): Promise<void> {
  await page.locator('.save.ok').waitFor();
}

/** Fills what publication asks of an offer, step by step, in Vietnamese. */
export async function fillOffer(page: Page, title: string): Promise<void> {
  await page.getByLabel('Tên', { exact: true }).fill(title);
  await page.getByLabel('Tóm tắt', { exact: true }).fill('Hạ độ mặn nước giếng xuống dưới 0,8 g/l với 1,1 kWh/m³.');
  await step(page, /So với hiện nay/u);
  await page.getByRole('button', { name: 'Thêm chỉ tiêu' }).click();
  const row = page.getByRole('group', { name: 'Chỉ tiêu 1' });
  await row.getByLabel('Chỉ tiêu', { exact: true }).fill('Điện tiêu thụ');
  await row.getByLabel('Cách đang dùng').fill('1,9 kWh/m³');
  await row.getByLabel('Công nghệ này').fill('1,1 kWh/m³');
  await step(page, /Mức sẵn sàng/u);
  await page.getByRole('radio', { name: /^7/u }).check();
  await step(page, /Sở hữu trí tuệ/u);
  await page.getByRole('checkbox', { name: /Chỉ là bí quyết/u }).check();
  await step(page, /Chuyển giao và giá/u);
  await page.getByRole('checkbox', { name: 'Chuyển giao công nghệ độc lập' }).check();
  await page.getByLabel(/^Khoảng giá từ/u).fill('350 triệu');
  await step(page, /Đối tác cần tìm/u);
  await page.getByLabel('Vai trò đối tác cần tìm', { exact: true }).fill('Nhà chế tạo thiết bị nước');
  await step(page, /Phân loại/u);
  await page.getByLabel('Lĩnh vực khoa học và công nghệ', { exact: true }).fill('ky thuat moi truong');
  await page
    .getByRole('option', { name: /^Kỹ thuật môi trường/u })
    .first()
    .click();
  await step(page, /Danh mục và liêm chính/u);
  await page.getByRole('radio', { name: 'Không thuộc danh mục' }).check();
  await page.getByLabel('Căn cứ').fill('Nghị định 76/2018/NĐ-CP, không có trong phụ lục');
}
