/** The pages around a meeting. */
export const login = {
  title: 'Đăng nhập',
  intro: 'Dành cho người có tài khoản. Đại biểu cũng vào họp được bằng đường dẫn mời họp.',
  login: 'Tên đăng nhập',
  password: 'Mật khẩu',
  show: 'Hiện',
  hide: 'Ẩn',
  showPassword: 'Hiện mật khẩu',
  hidePassword: 'Ẩn mật khẩu',
  submit: 'Đăng nhập',
  help: 'Nếu không đăng nhập được',
  forgotten: 'Quên mật khẩu, hoặc vừa được báo mật khẩu đã thay đổi',
  forgottenText: 'Người quản trị của cơ quan cấp lại mật khẩu; xin liên hệ để nhận mật khẩu mới.',
  given: 'Mật khẩu do quản trị cấp',
  givenText: 'Dùng được cho lần đăng nhập đầu tiên; ngay sau đó đồng chí đặt mật khẩu riêng.',
  warning: 'Trình duyệt cảnh báo trang này',
  trust: 'Cài chứng chỉ của máy chủ',
  signedOut: 'Đã đăng xuất',
  signedOutText: 'Có thể đóng trang này, hoặc đăng nhập lại.',
  toStart: 'Về trang của tôi',
  pairAgain: 'Ghép lại thiết bị',
};

export const trust = {
  title: 'Tin cậy máy chủ này',
  intro:
    'Máy chủ của cơ quan tự cấp chứng chỉ và không kết nối ra ngoài. Mỗi thiết bị chỉ cần cài một lần; sau đó camera, micro và đường dẫn mời họp dùng được ngay.',
  download: 'Tải chứng chỉ',
  check:
    'Trước khi cài, xin đối chiếu dòng dưới đây với dòng “fingerprint” mà máy chủ in ra khi khởi động; bộ phận kỹ thuật của cơ quan có dòng đó. Chỉ cài khi hai dòng giống hệt nhau.',
  fingerprint: 'Dấu vân tay SHA-256 của chứng chỉ',
  ownCertificate: 'Máy chủ này dùng chứng chỉ của cơ quan. Thông thường thiết bị đã tin cậy sẵn và không cần cài thêm.',
  fingerprintFailed: 'Chưa đọc được dấu vân tay của chứng chỉ. Xin tải lại trang trước khi cài.',
  yourDevice: 'Thiết bị của đồng chí',
  otherDevices: 'Thiết bị khác',
  windows: 'Windows',
  windowsSteps:
    'Mở tệp vừa tải.|Chọn Cài đặt chứng chỉ, rồi Máy tính cục bộ.|Chọn Đặt tất cả chứng chỉ vào kho sau, bấm Duyệt và chọn Trusted Root Certification Authorities.|Bấm Hoàn tất rồi mở lại trình duyệt.',
  macos: 'macOS',
  macosSteps:
    'Mở tệp vừa tải bằng Keychain Access, chọn chuỗi khóa System.|Bấm đúp chứng chỉ, mở phần Trust và chọn Always Trust.|Đóng cửa sổ, nhập mật khẩu máy rồi mở lại trình duyệt.',
  ios: 'iPhone, iPad',
  iosSteps:
    'Mở trang này bằng Safari và tải chứng chỉ, chọn Cho phép.|Vào Cài đặt › Đã tải về hồ sơ, chọn Cài đặt.|Vào Cài đặt › Cài đặt chung › Giới thiệu › Cài đặt tin cậy chứng chỉ và bật chứng chỉ này.',
  android: 'Android',
  androidSteps:
    'Tải chứng chỉ.|Vào Cài đặt › Bảo mật › Mã hóa và thông tin xác thực › Cài đặt chứng chỉ › Chứng chỉ CA.|Chọn tệp vừa tải và xác nhận.',
  linux: 'Chromium trên Linux',
  linuxSteps:
    'Mở chrome://certificate-manager.|Chọn Local certificates › Custom › Installed by you.|Ở phần Trusted Certificates, bấm Import và chọn tệp vừa tải.',
  firefox: 'Firefox',
  firefoxSteps:
    'Mở Cài đặt › Riêng tư và bảo mật › Chứng chỉ › Xem chứng chỉ.|Ở thẻ Nhà cung cấp, bấm Nhập và chọn tệp vừa tải.|Đánh dấu Tin cậy để xác định các trang web.',
};
