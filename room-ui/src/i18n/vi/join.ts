/** The way in: join page and what to do about a camera or microphone that the browser does not give. */
export const join = {
  welcome: 'Kính mời',
  youAre: 'Tham dự với tư cách',
  at: 'Điểm cầu',
  line: 'Đường truyền',
  lineLimit: 'Giới hạn {{rate}} Mbit/s cho cả điểm cầu; hình người phát biểu được ưu tiên',
  starts: 'Thời gian',
  place: 'Địa điểm',
  cameraChoice: 'Camera',
  microphoneChoice: 'Micro',
  enter: 'Vào phiên họp',
  entering: 'Đang vào…',
  listenOnly: 'Tham gia chỉ nghe',
  enterDisplay: 'Hiển thị phiên họp',
  agentTitle: 'Đường dẫn này dành cho tác nhân phòng họp',
  agentText: 'Xin nhập đường dẫn vào máy điều khiển camera của điểm cầu, không mở bằng trình duyệt.',
  displayText: 'Thiết bị này chỉ trình chiếu phiên họp, không cần camera và micro.',
  checking: 'Đang đọc đường dẫn…',
  asking: 'Trình duyệt đang hỏi quyền dùng camera và micro. Xin chọn “Cho phép”.',
  meter: 'Mức âm thanh micro',
  meterHint: 'Hãy nói thử: vạch xanh chạy là micro nghe rõ.',
  ready: 'Camera và micro đã sẵn sàng',
  microphoneClosed: 'Micro chỉ mở khi đồng chí được mời phát biểu.',
  linkProblem: 'Không dùng được đường dẫn này',
  noCamera: 'Chưa có hình từ camera',
  noMicrophone: 'Chưa có micro',
  canListen: 'Đồng chí vẫn vào họp được để nghe và theo dõi.',
  askAgain: 'Thử lại camera và micro',
};

export const captureProblem = {
  denied: 'Trình duyệt chưa được phép dùng thiết bị này.',
  missing: 'Không tìm thấy thiết bị. Xin kiểm tra dây cắm.',
  busy: 'Thiết bị đang được ứng dụng khác sử dụng. Xin đóng ứng dụng đó.',
  insecure: 'Trang chưa được tin cậy nên trình duyệt không cho dùng camera và micro.',
  failed: 'Không mở được thiết bị.',
};

export const allowHint = {
  chromium: 'Bấm biểu tượng bên trái thanh địa chỉ, bật Camera và Micrô, rồi bấm “Thử lại”.',
  chromiumMobile: 'Chạm biểu tượng bên trái thanh địa chỉ, chọn Quyền, bật Camera và Micrô, rồi bấm “Thử lại”.',
  firefox: 'Bấm biểu tượng camera bị gạch trên thanh địa chỉ, xóa mục “Đã chặn”, rồi bấm “Thử lại”.',
  safari: 'Mở menu Safari › Cài đặt cho trang web này, chọn Cho phép với Camera và Micrô, rồi bấm “Thử lại”.',
  safariMobile:
    'Chạm biểu tượng bên trái thanh địa chỉ, mở Cài đặt trang web, cho phép Camera và Micrô, rồi bấm “Thử lại”.',
  other: 'Mở phần quyền của trang trong cài đặt trình duyệt, cho phép Camera và Micrô, rồi bấm “Thử lại”.',
};
