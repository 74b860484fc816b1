import type { ReactNode } from "react";

/** Line drawings of our own on a 20 by 20 grid; always beside or below a name, so hidden from a screen reader. */
function Icon({ children }: { children: ReactNode }) {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      {children}
    </svg>
  );
}

export const BeatIcon = () => (
  <Icon>
    <path d="M1.5 11.5h3.6l2.3-6.6 3.7 10.4 2.2-5.6h5.2" />
  </Icon>
);
export const HomeIcon = () => (
  <Icon>
    <path d="M3 9.2 10 3.5l7 5.7V16.5H12.2V12H7.8v4.5H3z" />
  </Icon>
);
export const PaperclipIcon = () => (
  <Icon>
    <path d="m15.6 9.3-5.7 5.7a3.5 3.5 0 0 1-5-5l6.2-6.2a2.3 2.3 0 0 1 3.3 3.3l-6 6a1.1 1.1 0 0 1-1.6-1.6l5.2-5.2" />
  </Icon>
);
export const SendIcon = () => (
  <Icon>
    <path d="M3.5 3.7 17 10 3.5 16.3 5.3 10zM5.3 10H10" />
  </Icon>
);
export const CloseIcon = () => (
  <Icon>
    <path d="m5 5 10 10M15 5 5 15" />
  </Icon>
);
export const MenuIcon = () => (
  <Icon>
    <path d="M3 5.5h14M3 10h14M3 14.5h14" />
  </Icon>
);
export const ChevronIcon = () => (
  <Icon>
    <path d="m5.5 8 4.5 4.5L14.5 8" />
  </Icon>
);
export const EyeIcon = () => (
  <Icon>
    <path d="M2 10s3-5 8-5 8 5 8 5-3 5-8 5-8-5-8-5zM10 12.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4z" />
  </Icon>
);
export const DownIcon = () => (
  <Icon>
    <path d="M10 4v11.5M5.5 11l4.5 4.5 4.5-4.5" />
  </Icon>
);
export const FileIcon = () => (
  <Icon>
    <path d="M5 2.5h6.5L15.5 6.5v11H5zM11.5 2.5v4h4" />
  </Icon>
);
export const SearchIcon = () => (
  <Icon>
    <path d="M8.8 14.1a5.3 5.3 0 1 0 0-10.6 5.3 5.3 0 0 0 0 10.6zM12.7 12.7l4 4" />
  </Icon>
);
export const SlashIcon = () => (
  <Icon>
    <path d="M3.5 3.5h13v13h-13zM11.8 6.3 8.2 13.7" />
  </Icon>
);
export const ChatIcon = () => (
  <Icon>
    <path d="M3.5 4.5h13v9.2H9.4L5.8 16.8v-3.1H3.5z" />
  </Icon>
);
