import type { StartGesture } from './Gesture.ts';
import { newest } from './Gesture.ts';

/** Moves the paper. */
export const startHand: StartGesture = (desk, start) => {
  const { camera } = desk;
  return {
    move(points) {
      const at = newest(points);
      if (at === undefined) return;
      const { zoom } = camera;
      desk.setCamera({
        zoom,
        x: camera.x - (at.screen.x - start.screen.x) / zoom,
        y: camera.y - (at.screen.y - start.screen.y) / zoom,
      });
    },
    end: () => undefined,
    cancel: () => undefined,
  };
};

/** A light that everybody sees and that leaves nothing behind. */
export const startLaser: StartGesture = (desk, start) => {
  desk.laser.add(start.board);
  desk.repaint();
  return {
    move(points) {
      for (const { board } of points) desk.laser.add(board);
      desk.repaint();
    },
    end: () => undefined,
    cancel: () => undefined,
  };
};
