/** The icons, drawn for this product. */
import { icon } from './icon.tsx';

const capsule = <path d="M12 3a3 3 0 0 0-3 3v5a3 3 0 0 0 6 0V6a3 3 0 0 0-3-3Z" />;
const stand = <path d="M6 11a6 6 0 0 0 12 0M12 17v4M9 21h6" />;
const slash = <path d="M4 4l16 16" />;

export const MicrophoneIcon = icon(
  <>
    {capsule}
    {stand}
  </>,
);
export const MicrophoneOffIcon = icon(
  <>
    {capsule}
    {stand}
    {slash}
  </>,
);
export const CameraIcon = icon(<path d="M3 7h11a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H3zM15 11l6-3.5v9L15 13" />);
export const CameraOffIcon = icon(
  <>
    <path d="M3 7h11a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H3zM15 11l6-3.5v9L15 13" />
    {slash}
  </>,
);
export const HandIcon = icon(
  <path d="M8 12V5.5a1.5 1.5 0 0 1 3 0V11M11 10V4.5a1.5 1.5 0 0 1 3 0V11M14 10.5V6a1.5 1.5 0 0 1 3 0v8a7 7 0 0 1-7 7c-2.5 0-4-1.200-5.200-3.400L3 13.800c-.6-1.100.9-2.300 2-1.200L8 15.5" />,
);
export const CheckIcon = icon(<path d="M5 12.5l4.5 4.5L19 7" />);
export const CloseIcon = icon(<path d="M6 6l12 12M18 6L6 18" />);
export const PlayIcon = icon(<path d="M8 5.5v13l10-6.5z" />);
export const PauseIcon = icon(<path d="M8 5v14M16 5v14" />);
export const StopIcon = icon(<rect x="6" y="6" width="12" height="12" rx="1" />);
export const LeaveIcon = icon(<path d="M14 4h5a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1h-5M10 8l-4 4 4 4M6 12h9" />);
export const LinkIcon = icon(
  <path d="M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7l-1.200 1.200M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7l1.200-1.200" />,
);
export const WarningIcon = icon(<path d="M12 4L2.5 20h19zM12 10v4M12 17.200v.1" />);
export const MoreIcon = icon(<path d="M5 12h.01M12 12h.01M19 12h.01" strokeWidth="3" />);
export const SoundIcon = icon(<path d="M4 9.5v5h3.5L12 19V5L7.5 9.5zM15.5 9a4 4 0 0 1 0 6M18 6.5a8 8 0 0 1 0 11" />);
export const PeopleIcon = icon(
  <path d="M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20a6.5 6.5 0 0 1 13 0M16 4.300a3.5 3.5 0 0 1 0 6.400M18 14.200a6.5 6.5 0 0 1 3.5 5.800" />,
);
export const ClockIcon = icon(<path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3.5 2" />);
export const PlusIcon = icon(<path d="M12 5v14M5 12h14" />);
export const CopyIcon = icon(<path d="M9 9h11v11H9zM5 15H4V4h11v1" />);
export const ShieldIcon = icon(<path d="M12 3l8 3v6c0 5-3.5 8-8 9-4.5-1-8-4-8-9V6zM8.5 12l2.5 2.5 4.5-5" />);
export const UnlinkedIcon = icon(<path d="M3 8a13 13 0 0 1 18 0M6.5 12a8 8 0 0 1 11 0M12 18h.01M4 3l16 18" />);
export const SignalIcon = icon(<path d="M5 19v-3M12 19v-8M19 19V5" />);
export const EyeIcon = icon(
  <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.500 12 18.500 2.500 12 2.500 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z" />,
);
export const EditIcon = icon(<path d="M4 20l1-4L16 5l3 3L8 19zM14 7l3 3" />);
export const ScreenIcon = icon(<path d="M3 5h18v12H3zM8 21h8M12 17v4" />);
export const GridIcon = icon(<path d="M4 4h7v7H4zM13 4h7v7h-7zM4 13h7v7H4zM13 13h7v7h-7z" />);
export const SettingsIcon = icon(
  <path d="M4 7h9M19 7h1M4 17h1M11 17h9M16 9.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5ZM8 19.500a2.500 2.500 0 1 0 0-5 2.500 2.500 0 0 0 0 5Z" />,
);
export const SearchIcon = icon(<path d="M10.5 17a6.5 6.5 0 1 0 0-13 6.500 6.500 0 0 0 0 13ZM15.500 15.500L21 21" />);
export const MinusIcon = icon(<path d="M5 12h14" />);
export const CalendarIcon = icon(<path d="M4 6h16v14H4zM4 10.500h16M8 3v4M16 3v4" />);
export const ChevronIcon = icon(<path d="M7 9.500l5 5 5-5" />);
export const UploadIcon = icon(<path d="M12 16V5M7.500 9.500L12 5l4.500 4.500M4 15v5h16v-5" />);
export const DownloadIcon = icon(<path d="M12 4v11M7.500 10.500L12 15l4.500-4.500M4 15v5h16v-5" />);
export const PrintIcon = icon(<path d="M7 8V3h10v5M7 17H3V8h18v9h-4M7 14h10v7H7z" />);
export const LockIcon = icon(<path d="M5 11h14v10H5zM8 11V7.500a4 4 0 0 1 8 0V11M12 15v2" />);
export const UnlockIcon = icon(<path d="M5 11h14v10H5zM8 11V7.500a4 4 0 0 1 7.700-1.500M12 15v2" />);
export const ChatIcon = icon(<path d="M4 5h16v11h-9l-4.500 4v-4H4zM8 9.500h8M8 12.500h5" />);
export const SendIcon = icon(<path d="M4 12L20 4l-6 16-3.500-6.500zM10.500 13.500L20 4" />);
export const HandleIcon = icon(<path d="M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01" strokeWidth="3" />);
export const SortIcon = icon(<path d="M8 10l4-4 4 4M8 14l4 4 4-4" />);
export const SortUpIcon = icon(<path d="M12 19V5M6 11l6-6 6 6" />);
export const SortDownIcon = icon(<path d="M12 5v14M6 13l6 6 6-6" />);
export const TrashIcon = icon(<path d="M4 7h16M9 7V4h6v3M6.500 7l1 14h9l1-14M10 11v6M14 11v6" />);
export const UndoIcon = icon(<path d="M4 9h10a6 6 0 0 1 0 12h-3M8 5L4 9l4 4" />);
export const KeyboardIcon = icon(<path d="M3 6h18v12H3zM7 10h.01M11 10h.01M15 10h.01M18 10h.01M8 14h8" />);
export const DocumentIcon = icon(<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6" />);
export const PersonIcon = icon(<path d="M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM5 21a7 7 0 0 1 14 0" />);
export const HomeIcon = icon(<path d="M4 11l8-7 8 7M6 9.500V20h4.500v-6h3v6H18V9.500" />);
export const BuildingIcon = icon(<path d="M3 21h18M5 21V9M19 21V9M9.500 21V9M14.500 21V9M3 9l9-5 9 5z" />);
export const ListIcon = icon(<path d="M9 6h12M9 12h12M9 18h12M4 6h.01M4 12h.01M4 18h.01" />);
export const MailIcon = icon(<path d="M3 6h18v12H3zM3 7l9 7 9-7" />);
export const ArrowLeftIcon = icon(<path d="M20 12H4M10 6l-6 6 6 6" />);
export const ArrowRightIcon = icon(<path d="M4 12h16M14 6l6 6-6 6" />);
export const QrIcon = icon(<path d="M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM14 14h2M20 14v2M14 20h2v-3M20 20h-1" />);
