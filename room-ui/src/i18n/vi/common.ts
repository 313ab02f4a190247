/** Words that several pages share. */
export const common = {
  product: 'Rostrum',
  language: 'English',
  languageLabel: 'Switch to English',
  close: 'Đóng',
  cancel: 'Hủy bỏ',
  save: 'Lưu',
  add: 'Thêm',
  loading: 'Đang tải…',
  retry: 'Thử lại',
  errorNumber: 'Mã lỗi: {{id}}',
  dismiss: 'Bỏ thông báo',
  notices: 'Thông báo',
  hold: 'Nhấn giữ một giây: {{action}}',
  pageBroken: 'Trang gặp sự cố',
  pageBrokenText: 'Phiên họp trên máy chủ vẫn tiếp tục. Xin tải lại trang này.',
  reload: 'Tải lại trang',
  notFound: 'Không tìm thấy trang này',
  notFoundText: 'Xin mở lại đường dẫn mời họp, hoặc đăng nhập nếu đồng chí là cán bộ quản trị.',
  toLogin: 'Đến trang đăng nhập',
};

export const role = {
  chair: 'Chủ tọa',
  deputy: 'Phó chủ tọa',
  clerk: 'Thư ký',
  operator: 'Kỹ thuật',
  delegate: 'Đại biểu',
  guest: 'Khách mời',
  observer: 'Dự thính',
  interpreter: 'Phiên dịch',
  room: 'Thiết bị phòng họp',
  display: 'Màn hình hội trường',
  system: 'Hệ thống',
  administrator: 'Quản trị',
};

export const status = {
  none: 'Chưa lập',
  draft: 'Đang chuẩn bị',
  convened: 'Đã triệu tập',
  inSession: 'Đang họp',
  adjourned: 'Tạm dừng',
  closed: 'Đã kết thúc',
};
