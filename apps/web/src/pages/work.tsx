import { Outlet } from '@tanstack/react-router';
import { WorkRoot } from '../ui/work-root.tsx';

/** Around every page that uses the component library's widgets. */
export default function Work() {
  return (
    <WorkRoot>
      <Outlet />
    </WorkRoot>
  );
}
