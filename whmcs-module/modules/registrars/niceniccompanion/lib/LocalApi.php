<?php

declare(strict_types=1);

namespace NiceNicCompanion\Whmcs;

use NiceNicCompanion\Whmcs\Sidecar\ActionFailed;

/** WHMCS's own commands. */
final class LocalApi
{
    /**
     * @param array<string, mixed> $values
     * @param string               $failure what to tell administrators, with a place for the reason
     * @return array<mixed>
     * @throws ActionFailed when the command does not succeed
     */
    public static function call(string $command, array $values, string $failure): array
    {
        try {
            $answer = localAPI($command, $values);
        } catch (\Throwable $fault) {
            throw new ActionFailed(sprintf($failure, get_class($fault)));
        }
        if (is_array($answer) && ($answer['result'] ?? null) === 'success') {
            return $answer;
        }
        $reason = is_array($answer) && is_string($answer['message'] ?? null) ? $answer['message'] : 'no answer';

        throw new ActionFailed(Texts::line(sprintf($failure, $reason)));
    }
}
