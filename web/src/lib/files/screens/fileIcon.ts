import File from '@lucide/svelte/icons/file';
import FileArchive from '@lucide/svelte/icons/file-archive';
import FileImage from '@lucide/svelte/icons/file-image';
import FileMusic from '@lucide/svelte/icons/file-music';
import FilePlay from '@lucide/svelte/icons/file-play';
import FileSpreadsheet from '@lucide/svelte/icons/file-spreadsheet';
import FileText from '@lucide/svelte/icons/file-text';
import FileType from '@lucide/svelte/icons/file-type';
import type { IconComponent } from '../../ui/IconComponent.ts';
import { fileKind, type FileKind } from '../list/fileKind.ts';

const icons: Readonly<Record<FileKind, IconComponent>> = {
  image: FileImage,
  text: FileText,
  pdf: FileType,
  sheet: FileSpreadsheet,
  archive: FileArchive,
  sound: FileMusic,
  film: FilePlay,
  other: File,
};

export function fileIcon(name: string): IconComponent {
  return icons[fileKind(name)];
}
