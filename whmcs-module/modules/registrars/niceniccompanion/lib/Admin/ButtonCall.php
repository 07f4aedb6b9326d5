<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs\Admin;

use NiceNicCompanion\Whmcs\Log\ModuleLog;
use NiceNicCompanion\Whmcs\Settings;
use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;
use NiceNicCompanion\Whmcs\Sidecar\Breaker;
use NiceNicCompanion\Whmcs\Sidecar\Client;
use NiceNicCompanion\Whmcs\Sidecar\SidecarFailure;
use NiceNicCompanion\Whmcs\Texts;

/** What a button does: its text, or the error, masked and in the module log. */
final class ButtonCall
{
    /**
     * @param callable(Client, Settings): string $work
     * @return array<string, mixed>
     */
    public static function run(string $name, Settings $settings, callable $work): array
    {
        $redactor = $settings->redactor();
        $log = new ModuleLog($redactor);
        $seen = '';
        // Whoever presses a button wants to know how things stand now.
        Breaker::reset();
        try {
            $message = Texts::line($redactor->text($work(new Client($settings), $settings)));
            $log->record($name, [], $seen, $message);

            return ['success' => true, 'message' => $message];
        } catch (SidecarFailure $failure) {
            $seen = $failure->answer;
            $problem = $failure->getMessage();
        } catch (ActionFailed $failed) {
            $problem = $failed->getMessage();
        } catch (\Throwable $fault) {
            $problem = Texts::internal($fault);
        }
        $problem = Texts::line($redactor->text($problem));
        $log->record($name, [], $seen, $problem);

        return ['error' => $problem];
    }
}
